/** Asks for a file with the browser's own picker and reads it as text. Nothing happens when none is chosen. */
export function pickFile(extensions: readonly string[], onText: (name: string, text: string) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = extensions.join(',')
  input.style.display = 'none'
  input.dataset.role = 'import-file'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    input.remove()
    if (file) void file.text().then(text => onText(file.name, text))
  })
  input.addEventListener('cancel', () => input.remove())
  document.body.append(input)
  input.click()
}
