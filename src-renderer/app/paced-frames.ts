/** Between two pictures of a burst. Eight a second read as live; sixty would spend the window's time on painting. */
const PAUSE_MS = 120

/** Runs things before a repaint: the first at once, further ones of a burst together, a pause after the last. */
export function pacedFrames(): (run: () => void) => void {
  let shownAt = Number.NEGATIVE_INFINITY
  return run => {
    const onFrame = () =>
      requestAnimationFrame(now => {
        shownAt = now
        run()
      })
    const wait = shownAt + PAUSE_MS - performance.now()
    if (wait > 0) setTimeout(onFrame, wait)
    else onFrame()
  }
}
