/** Languages that the editor colours. */
export type CodeLanguage = 'yaml' | 'hcl' | 'json' | 'plaintext'

export interface EditorOptions {
  readonly text: string
  readonly language: CodeLanguage
  /** Name for screen readers. */
  readonly label: string
  readonly readonly?: boolean | undefined
  readonly lineNumbers?: boolean | undefined
  readonly wrap?: boolean | undefined
  readonly onChange: (text: string) => void
}

/** An open editor. */
export interface EditorHandle {
  setText(text: string): void
  setLanguage(language: CodeLanguage): void
  setProblems(problems: readonly { readonly line: number; readonly column: number; readonly message: string }[]): void
  focus(): void
  close(): void
}
