export { moneyText } from '../../ui/index.ts'
