/** `#contract`: the promise between host and window. Pure. */
export * from './calls/app.ts'
export * from './calls/data.ts'
export * from './calls/engine.ts'
export * from './calls/files.ts'
export * from './calls/projects.ts'
export * from './calls/settings.ts'
export * from './host-api.ts'
export * from './host-error.ts'
