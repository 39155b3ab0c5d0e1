import { useVirtualizer } from '@tanstack/vue-virtual'
import { useElementSize } from '@vueuse/core'
import { type ComputedRef, computed, type Ref, watch } from 'vue'
import { DEFAULT_COLUMN_WIDTH, type GridColumn } from './grid-column.ts'

/** What has to be left between the edges for columns to stay at the right one, in pixels. */
const LEAST_BETWEEN = 140

/** A column with its number and place, in pixels from the row's left edge. */
export interface PlacedColumn<Row> {
  readonly column: GridColumn<Row>
  readonly index: number
  readonly left: number
  readonly width: number
  /** Both as an inline style, made once for all rows. */
  readonly style: string
}

export interface GridColumns<Row> {
  readonly sticky: ComputedRef<readonly PlacedColumn<Row>[]>
  /** Those at the right edge; none where the grid is too narrow, and then they scroll like others. */
  readonly ending: ComputedRef<readonly PlacedColumn<Row>[]>
  /** The scrolling columns in sight, and the one being edited. */
  readonly visible: ComputedRef<readonly PlacedColumn<Row>[]>
  readonly all: ComputedRef<readonly PlacedColumn<Row>[]>
  readonly stickyWidth: ComputedRef<number>
  readonly totalWidth: ComputedRef<number>
  /** Scrolls a column into sight. */
  reveal(index: number): void
}

/** Where each column stands and which are in sight. Sticky columns are the leading, and the last, ones that ask for it. */
export function useGridColumns<Row>(options: {
  readonly columns: () => readonly GridColumn<Row>[]
  readonly widths: () => Readonly<Record<string, number>>
  readonly headWidth: () => number
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  /** A column that is drawn even out of sight. */
  readonly kept: () => number | undefined
}): GridColumns<Row> {
  const all = computed(() => {
    let left = options.headWidth()
    return options.columns().map((column, index): PlacedColumn<Row> => {
      // A column may be called `__proto__`: only own members are widths.
      const stored = Object.hasOwn(options.widths(), column.id) ? options.widths()[column.id] : undefined
      const width = Math.max(column.minWidth ?? 48, stored ?? column.width ?? DEFAULT_COLUMN_WIDTH)
      const placed = { column, index, left, width, style: `left:${left}px;width:${width}px` }
      left += width
      return placed
    })
  })
  const stickyCount = computed(() => {
    const free = all.value.findIndex(placed => !placed.column.sticky)
    return free < 0 ? all.value.length : free
  })
  const sticky = computed(() => all.value.slice(0, stickyCount.value))
  const last = (list: readonly PlacedColumn<Row>[], none: number) => {
    const end = list.at(-1)
    return end ? end.left + end.width : none
  }
  const stickyWidth = computed(() => last(sticky.value, options.headWidth()))
  const totalWidth = computed(() => last(all.value, options.headWidth()))

  const { width: shownWidth } = useElementSize(options.scroller)
  const ending = computed((): readonly PlacedColumn<Row>[] => {
    const free = all.value.findLastIndex(placed => !placed.column.stickyEnd)
    const last = all.value.slice(Math.max(free + 1, stickyCount.value))
    const wide = last.reduce((sum, { width }) => sum + width, 0)
    if (shownWidth.value < stickyWidth.value + LEAST_BETWEEN + wide) return []
    let right = wide
    return last.map(placed => {
      right -= placed.width
      return { ...placed, style: `right:${right}px;width:${placed.width}px` }
    })
  })
  const endWidth = computed(() => ending.value.reduce((sum, { width }) => sum + width, 0))

  const virtualizer = useVirtualizer(
    computed(() => ({
      horizontal: true,
      count: all.value.length - stickyCount.value - ending.value.length,
      getScrollElement: () => options.scroller.value,
      estimateSize: (at: number) => all.value[at + stickyCount.value]?.width ?? DEFAULT_COLUMN_WIDTH,
      paddingStart: stickyWidth.value,
      scrollPaddingStart: stickyWidth.value,
      paddingEnd: endWidth.value,
      scrollPaddingEnd: endWidth.value,
      overscan: 2,
      initialRect: { width: 1200, height: 600 },
    })),
  )
  watch(all, () => virtualizer.value.measure(), { flush: 'post' })

  // As two numbers, so that what hangs on them only changes when the columns in sight do.
  const first = computed(() => virtualizer.value.getVirtualItems()[0]?.index ?? 0)
  const end = computed(() => (virtualizer.value.getVirtualItems().at(-1)?.index ?? -1) + 1)
  const visible = computed(() => {
    const from = stickyCount.value
    const inSight = all.value.slice(from + first.value, from + end.value)
    const kept = options.kept()
    const extra =
      kept !== undefined &&
      kept >= from &&
      kept < all.value.length - ending.value.length &&
      !inSight.some(placed => placed.index === kept)
        ? all.value[kept]
        : undefined
    return extra ? [...inSight, extra] : inSight
  })

  return {
    sticky,
    ending,
    visible,
    all,
    stickyWidth,
    totalWidth,
    reveal: index => {
      const scrolls = index >= stickyCount.value && index < all.value.length - ending.value.length
      if (scrolls) virtualizer.value.scrollToIndex(index - stickyCount.value, { align: 'auto' })
    },
  }
}
