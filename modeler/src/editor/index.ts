export { createEditor } from './frame/create-editor.js';
export { createViewer } from './viewer.js';
export { emptyRoute } from './model/empty-route.js';
export * from './contract.js';
