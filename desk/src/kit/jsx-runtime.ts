/** `jsxImportSource: "@libro-firma/desk"` leads here: the JSX of the one Preact that the desk serves. */
export * from 'preact/jsx-runtime';
