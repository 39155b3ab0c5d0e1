const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A date as NoSQL Workbench writes it: local time, `Jun 16, 2023, 04:27 PM`. */
export function workbenchDate(date: Date): string {
  const hours = date.getHours()
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(hours % 12 === 0 ? 12 : hours % 12)}:${two(date.getMinutes())} ${hours < 12 ? 'AM' : 'PM'}`
  return `${MONTHS[date.getMonth()]} ${date.getDate()}, ${date.getFullYear()}, ${time}`
}
