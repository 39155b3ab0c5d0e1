/** Asks for a file with the browser's own picker. Nothing happens when none is chosen. */
export function pickFile(extensions: readonly string[], onFile: (file: File) => unknown): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = extensions.join(',')
  input.style.display = 'none'
  input.dataset.role = 'import-file'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    input.remove()
    if (file) onFile(file)
  })
  input.addEventListener('cancel', () => input.remove())
  document.body.append(input)
  input.click()
}
