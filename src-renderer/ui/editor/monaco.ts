import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/hcl/register'
import 'monaco-editor/languages/definitions/yaml/register'
import 'monaco-editor/languages/features/json/register'
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import type { CodeLanguage, EditorHandle, EditorOptions } from './editor-handle.ts'

/** Everything that knows Monaco. Imported dynamically: it weighs about a megabyte. */
self.MonacoEnvironment = {
  getWorker: (_id: string, label: string) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
}

const THEME = 'facet'
const probe = document.createElement('canvas')
probe.width = 1
probe.height = 1

/** A token's colour as `#rrggbbaa`, as Monaco wants it; OKLCH and light-dark() are resolved by the browser. */
function tokenColour(token: string): string {
  const sample = document.createElement('span')
  sample.style.color = `var(${token})`
  document.body.append(sample)
  const resolved = getComputedStyle(sample).color
  sample.remove()
  const brush = probe.getContext('2d', { willReadFrequently: true })
  if (!brush) return '#808080'
  brush.clearRect(0, 0, 1, 1)
  brush.fillStyle = resolved
  brush.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 255] = brush.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue, alpha].map(part => part.toString(16).padStart(2, '0')).join('')}`
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
}

function applyTheme(): void {
  const bare = (token: string) => tokenColour(token).slice(1, 7)
  monaco.editor.defineTheme(THEME, {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare('--ink') },
      { token: 'comment', foreground: bare('--ink-3') },
      { token: 'type', foreground: bare('--accent') },
      { token: 'key', foreground: bare('--accent') },
      { token: 'string.key.json', foreground: bare('--accent') },
      { token: 'string', foreground: bare('--green') },
      { token: 'string.yaml', foreground: bare('--green') },
      { token: 'string.value.json', foreground: bare('--green') },
      { token: 'number', foreground: bare('--amber') },
      { token: 'keyword', foreground: bare('--blue') },
      { token: 'delimiter', foreground: bare('--ink-2') },
    ],
    colors: {
      'editor.background': tokenColour('--bg'),
      'editor.foreground': tokenColour('--ink'),
      'editorGutter.background': tokenColour('--bg'),
      'editorLineNumber.foreground': tokenColour('--ink-4'),
      'editorLineNumber.activeForeground': tokenColour('--ink-2'),
      'editor.lineHighlightBackground': tokenColour('--bg-hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': tokenColour('--bg-selected'),
      'editorIndentGuide.background1': tokenColour('--line-soft'),
      'editorIndentGuide.activeBackground1': tokenColour('--line'),
      'editorWidget.background': tokenColour('--bg-float'),
      'editorWidget.border': tokenColour('--line'),
      'input.background': tokenColour('--bg-field'),
      'scrollbarSlider.background': tokenColour('--bg-press'),
      focusBorder: tokenColour('--focus'),
    },
  })
  monaco.editor.setTheme(THEME)
}

/** How many editors are open; the theme is watched while there are any. */
let open = 0
let stopWatching: (() => void) | undefined

function watchTheme(): void {
  applyTheme()
  const system = matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(applyTheme)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  system.addEventListener('change', applyTheme)
  stopWatching = () => {
    observer.disconnect()
    system.removeEventListener('change', applyTheme)
  }
}

/** Opens an editor in an element, which gives it its size. */
export function openEditor(element: HTMLElement, options: EditorOptions): EditorHandle {
  open += 1
  if (open === 1) watchTheme()
  const model = monaco.editor.createModel(options.text, options.language)
  const editor = monaco.editor.create(element, {
    model,
    theme: THEME,
    readOnly: options.readonly ?? false,
    ariaLabel: options.label,
    automaticLayout: true,
    fontFamily: "'JetBrains Mono Variable', monospace",
    fontSize: 12.5,
    lineHeight: 20,
    fontLigatures: false,
    lineNumbers: options.lineNumbers === false ? 'off' : 'on',
    lineNumbersMinChars: 3,
    wordWrap: options.wrap ? 'on' : 'off',
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: options.readonly ? 'none' : 'line',
    overviewRulerLanes: 0,
    padding: { top: 12, bottom: 12 },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    stickyScroll: { enabled: false },
    folding: true,
    tabSize: 2,
    // Long previews may hold thousands of lines; Monaco's own limits keep it quick.
    contextmenu: true,
  })
  const listening = model.onDidChangeContent(() => options.onChange(model.getValue()))
  return {
    setText: text => {
      if (text !== model.getValue()) model.setValue(text)
    },
    setLanguage: (language: CodeLanguage) => monaco.editor.setModelLanguage(model, language),
    setProblems: problems =>
      monaco.editor.setModelMarkers(
        model,
        THEME,
        problems.map(problem => ({
          severity: monaco.MarkerSeverity.Error,
          message: problem.message,
          startLineNumber: problem.line,
          startColumn: problem.column,
          endLineNumber: problem.line,
          endColumn: problem.column + 1,
        })),
      ),
    focus: () => editor.focus(),
    close: () => {
      listening.dispose()
      editor.dispose()
      model.dispose()
      open -= 1
      if (open === 0) stopWatching?.()
    },
  }
}
