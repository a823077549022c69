import { StyleModule as Original } from 'style-mod-original';

/** A document as a shadow root looks to style-mod: it makes no style element for one, which the page's policy refuses. */
interface Adopter {
  readonly ownerDocument: Document;
  adoptedStyleSheets: CSSStyleSheet[];
}

const adopters = new WeakMap<Document, Adopter>();

const adopterOf = (document: Document): Adopter => {
  const known = adopters.get(document);
  if (known !== undefined) return known;
  const made: Adopter = {
    ownerDocument: document,
    get adoptedStyleSheets() {
      return [...document.adoptedStyleSheets];
    },
    set adoptedStyleSheets(sheets) {
      document.adoptedStyleSheets = sheets;
    },
  };
  adopters.set(document, made);
  return made;
};

/** style-mod under a Content-Security-Policy without inline styles; takes the place of the package in the bundle. */
export class StyleModule extends Original {
  static override mount(root: object, modules: Original | readonly Original[]): void {
    super.mount(root instanceof Document ? adopterOf(root) : root, modules);
  }
}
