export * from '../../stores/path-text.ts'
