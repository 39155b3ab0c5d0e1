import type { Page } from 'playwright'
import { expect } from 'playwright/test'

/** Presses a key until an element has the focus; a person would not try for longer either. */
export async function reach(page: Page, key: string, name: RegExp, most = 40): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (name.test(await focused(page))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${most} times ${key} did not lead to ${name}; the focus is on: ${await focused(page)}`)
}

/** Role and name of what has the focus, as a screen reader is told them: `button "Open"`. */
export async function focused(page: Page): Promise<string> {
  const element = page.locator(':focus')
  if ((await element.count()) === 0) return 'nothing'
  const [line = ''] = (await element.ariaSnapshot()).split('\n')
  return line.replace(/^- /, '')
}

/** Runs a command of the palette by what is typed of its name. */
export async function runCommand(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'Command', exact: true })).toBeFocused()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

/** Puts a text on the clipboard, as another program would; the focus stays where it is. */
export async function putOnClipboard(page: Page, text: string): Promise<void> {
  // As a text, since this program knows no types of the browser.
  await page.evaluate(`{
    const before = document.activeElement
    const field = document.createElement('textarea')
    field.value = ${JSON.stringify(text)}
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
    before?.focus({ preventScroll: true })
  }`)
}

/** Presses a key again and again. */
export async function pressTimes(page: Page, key: string, times: number): Promise<void> {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press(key)
}
