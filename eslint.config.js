import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * The few typed rules that Biome has not: forgotten promises and switches that miss a case.
 * Also the ban on reading the clock or chance outside the places that own them (ports come in as arguments).
 */
export default defineConfig(
  {
    ignores: [
      'out/**',
      'dist/**',
      'scripts/fixtures/**',
      '**/*.vue',
      '**/*.config.ts',
      '**/*.d.ts',
      // The only file of these roots in the window's program: it would have to be loaded whole for it.
      'src-main/electron/preload.ts',
      // The pure cores are synchronous and so are their tests: no promise that could be forgotten.
      'src-engine/{dynamo,modeling}/**/*.test.ts',
    ],
  },
  {
    files: ['src-engine/**/*.ts', 'src-main/**/*.ts', 'scripts/**/*.ts', 'e2e/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.node.json' },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src-engine/**/*.ts', 'src-main/{contract,host}/**/*.ts'],
    ignores: ['src-engine/system-ports.ts', '**/*.test.ts', 'src-engine/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes through the Clock port.' },
        { object: 'Math', property: 'random', message: 'Chance comes through the Random port.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes through the Clock port.',
        },
      ],
    },
  },
)
