import tseslint from 'typescript-eslint';

/** Imports run one way: model <- core/behaviors <- store <- runtime <- server; plugins see `engine/plugin` and ports. */
const layer = (files, forbidden, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }] },
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**', '.cache/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['scripts/**', 'server/src/cli/**', 'test/**', '**/test/**', '**/bin/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['**/test/**'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
  layer(['engine/src/plugin/**'], '\\.\\./(model|core|behaviors|store|runtime|testing)', 'The contract stands alone.'),
  layer(
    ['engine/src/model/**'],
    '\\.\\./(core|behaviors|store|runtime|testing)',
    'The model knows only itself and the contract.',
  ),
  layer(
    ['engine/src/core/**', 'engine/src/behaviors/**'],
    '^(node:|knex|\\.\\./(store|runtime|testing))',
    'The step is pure: nothing from store, runtime or node.',
  ),
  layer(['engine/src/store/**'], '\\.\\./(runtime|testing)', 'The store does not know who runs it.'),
  layer(['engine/src/runtime/**'], '\\.\\./testing', 'What runs does not depend on what tests.'),
  layer(
    ['plugins/*/src/**'],
    '^@libro-firma/(engine($|/(?!plugin$))|server|plugin-[a-z]+($|/(?!ports$)))',
    'A plugin imports engine/plugin, and other plugins through their ports.',
  ),
  layer(
    ['desk/src/**', 'modeler/src/**'],
    '^@libro-firma/(engine|server|plugin-)',
    'The web apps talk to the server only.',
  ),
);
