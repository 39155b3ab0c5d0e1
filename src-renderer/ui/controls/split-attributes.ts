import { computed, useAttrs } from 'vue'

/**
 * For a control whose input stands inside a frame: `class` and `style` belong to the frame, everything else (label,
 * placeholder, listeners) to the input.
 */
export function useSplitAttributes() {
  const attrs = useAttrs()
  return {
    frame: computed(() => ({
      class: attrs.class,
      style: attrs.style as string | Record<string, string> | undefined,
    })),
    inner: computed(() =>
      Object.fromEntries(Object.entries(attrs).filter(([name]) => name !== 'class' && name !== 'style')),
    ),
  }
}
