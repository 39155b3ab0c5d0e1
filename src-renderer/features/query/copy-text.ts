import { toast } from '../../ui/index.ts'

/** Puts text on the clipboard and says so; without permission it says that instead. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ title: `Copied ${what}`, duration: 2000 })
  } catch (error) {
    toast({
      tone: 'red',
      title: 'The clipboard cannot be written',
      text: error instanceof Error ? error.message : String(error),
    })
  }
}
