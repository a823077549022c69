declare module '*.svg' {
  const url: string;
  export default url;
}
declare module '*.css';
/** Where `build.mjs` puts the files that pdf.js loads by itself; ends with a slash. */
declare const PDF_ASSETS: string;
