import type { Page } from 'playwright'

/** Shows a part of the bottom panel, whether or not the panel is open. */
export async function showPanel(page: Page, name: 'Problems' | 'Requests' | 'Output'): Promise<void> {
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) })
  if (!(await tab.isVisible())) await page.getByRole('button', { name: /panel/i }).first().click()
  await tab.click()
}
