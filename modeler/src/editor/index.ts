export { createEditor } from './frame/create-editor.js';
export { createViewer } from './viewer.js';
export * from './contract.js';
