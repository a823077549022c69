/** What `/desk/kit.js` serves: the kit, and the JSX runtime that bundled screens are rewritten to. */
export * from './index.js';
export { jsx, jsxs, jsxDEV } from 'preact/jsx-runtime';
