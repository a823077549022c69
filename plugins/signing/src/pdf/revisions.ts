import { PDFArray, PDFContext, PDFDict, PDFName, PDFRawStream, PDFRef, type PDFObject } from 'pdf-lib';
import { ObjectReader, readXref, type Xref, type XrefEntry } from './xref.js';

/** What later revisions changed of what a signature covers. */
export interface RevisionChange {
  /** Object number. */
  readonly object: number;
  /** Italian: "la pagina 2", "il catalogo", "un oggetto del documento". */
  readonly what: string;
}

interface Revision {
  readonly context: PDFContext;
  readonly xref: Xref;
  readonly reader: ObjectReader;
  readonly get: (value: PDFObject | undefined) => PDFObject | undefined;
}

/**
 * Compares the objects of the revision that ends at `end` with those of the whole file. Later signatures may add fields,
 * their widgets and what these need, and fill an empty signature field; anything else is a change. So a page's text that
 * an update replaces is found even where the digest over the earlier bytes still fits.
 */
export const changesAfter = (bytes: Uint8Array, end: number): readonly RevisionChange[] => {
  if (end >= bytes.length) return [];
  const before = revisionOf(bytes.subarray(0, end));
  const after = revisionOf(bytes);
  const rules = new Rules(before, after);
  const changes: RevisionChange[] = [];
  for (const n of new Set([...before.xref.entries.keys(), ...after.xref.entries.keys()])) {
    if (sameEntry(n, before.xref, after.xref)) continue;
    const [old, now] = [before.reader.read(n), after.reader.read(n)];
    if (old === undefined && now === undefined) continue;
    if (
      old === undefined ? rules.dangling.has(n) : now === undefined || !rules.allows(old.ref, old.object, now.object)
    ) {
      changes.push({ object: n, what: rules.describe(n) });
    }
  }
  if (before.xref.trailer.get(ROOT) !== after.xref.trailer.get(ROOT)) changes.push({ object: 0, what: 'il catalogo' });
  return changes;
};

const ROOT = PDFName.of('Root');

const revisionOf = (bytes: Uint8Array): Revision => {
  const context = PDFContext.create();
  const xref = readXref(bytes, context);
  const reader = new ObjectReader(bytes, xref, context);
  const get = (value: PDFObject | undefined): PDFObject | undefined =>
    value instanceof PDFRef ? reader.read(value.objectNumber)?.object : value;
  return { context, xref, reader, get };
};

const sameEntry = (n: number, before: Xref, after: Xref): boolean => {
  const [a, b] = [before.entries.get(n), after.entries.get(n)];
  if (!a || !b || a.kind !== b.kind) return isFree(a) && isFree(b);
  if (a.kind === 'at' && b.kind === 'at') return a.offset === b.offset && a.generation === b.generation;
  if (a.kind === 'inStream' && b.kind === 'inStream') {
    return a.stream === b.stream && a.index === b.index && sameEntry(a.stream, before, after);
  }
  return true;
};

const isFree = (entry: XrefEntry | undefined): boolean => entry === undefined || entry.kind === 'free';

/** Which changes of which objects a later signature may bring. */
class Rules {
  /** Numbers that the old revision names without defining: defining one later changes what is shown. */
  readonly dangling: ReadonlySet<number>;
  private readonly catalog: PDFRef | undefined;
  private readonly form: PDFRef | undefined;
  private readonly formFields: PDFRef | undefined;
  private readonly pages = new Map<number, number>();
  private readonly annotationLists = new Set<number>();

  constructor(
    private readonly before: Revision,
    private readonly after: Revision,
  ) {
    this.catalog = refOf(before.xref.trailer.get(ROOT));
    const catalog = before.get(this.catalog);
    const form = catalog instanceof PDFDict ? catalog.get(PDFName.of('AcroForm')) : undefined;
    this.form = refOf(form);
    const formDict = before.get(form);
    this.formFields = formDict instanceof PDFDict ? refOf(formDict.get(PDFName.of('Fields'))) : undefined;
    if (catalog instanceof PDFDict) this.walkPages(catalog.get(PDFName.of('Pages')), new Set());
    this.dangling = danglingIn(before);
  }

  private walkPages(ref: PDFObject | undefined, seen: Set<PDFObject>): void {
    const node = this.before.get(ref);
    if (!(ref instanceof PDFRef) || !(node instanceof PDFDict) || seen.has(ref)) return;
    seen.add(ref);
    const kids = this.before.get(node.get(PDFName.of('Kids')));
    if (kids instanceof PDFArray) {
      for (const kid of kids.asArray()) this.walkPages(kid, seen);
      return;
    }
    this.pages.set(ref.objectNumber, this.pages.size + 1);
    const list = refOf(node.get(PDFName.of('Annots')));
    if (list) this.annotationLists.add(list.objectNumber);
  }

  describe(n: number): string {
    const page = this.pages.get(n);
    if (page !== undefined) return `la pagina ${page}`;
    if (n === this.catalog?.objectNumber) return 'il catalogo';
    if (n === this.form?.objectNumber || n === this.formFields?.objectNumber) return 'il modulo';
    return `l’oggetto ${n}`;
  }

  allows(ref: PDFRef, old: PDFObject, now: PDFObject): boolean {
    if (same(old, now)) return true;
    const n = ref.objectNumber;
    if (old instanceof PDFArray && now instanceof PDFArray) {
      if (n === this.formFields?.objectNumber) return this.onlySignaturesAdded(old, now, false);
      return this.annotationLists.has(n) && this.onlySignaturesAdded(old, now, true);
    }
    if (!(old instanceof PDFDict) || !(now instanceof PDFDict)) return false;
    if (n === this.catalog?.objectNumber) return this.catalogAllows(old, now);
    if (n === this.form?.objectNumber) return this.formAllows(old, now);
    if (this.pages.has(n)) {
      return onlyKeys(old, now, (key, a, b) => key === 'Annots' && this.listAllows(a, b, true));
    }
    return this.isEmptySignatureField(old) && onlyKeys(old, now, (key) => ['V', 'AP', 'F', 'MK', 'M'].includes(key));
  }

  private catalogAllows(old: PDFDict, now: PDFDict): boolean {
    return onlyKeys(old, now, (key, a, b) => {
      if (key === 'DSS' || key === 'Extensions') return true; // validation data of long-term signatures
      if (key !== 'AcroForm') return false;
      const [former, present] = [this.before.get(a), this.after.get(b)];
      if (!(present instanceof PDFDict)) return false;
      return this.formAllows(former instanceof PDFDict ? former : PDFDict.withContext(this.before.context), present);
    });
  }

  private formAllows(old: PDFDict, now: PDFDict): boolean {
    return onlyKeys(old, now, (key, a, b) => key === 'SigFlags' || (key === 'Fields' && this.listAllows(a, b, false)));
  }

  private listAllows(a: PDFObject | undefined, b: PDFObject | undefined, widgets: boolean): boolean {
    const [former, present] = [this.before.get(a), this.after.get(b)];
    if (!(present instanceof PDFArray)) return false;
    return this.onlySignaturesAdded(
      former instanceof PDFArray ? former : PDFArray.withContext(this.before.context),
      present,
      widgets,
    );
  }

  /** The field itself, or its only widget where that is an object of its own. */
  private isEmptySignatureField(dict: PDFDict): boolean {
    const parent = this.before.get(dict.get(PDFName.of('Parent')));
    const field = dict.has(PDFName.of('FT')) ? dict : parent instanceof PDFDict ? parent : dict;
    return field.get(PDFName.of('FT')) === PDFName.of('Sig') && !field.has(PDFName.of('V'));
  }

  /** The old items stand unchanged in front; each new one is a signature field, or its widget. */
  private onlySignaturesAdded(old: PDFArray, now: PDFArray, widgets: boolean): boolean {
    const [former, present] = [old.asArray(), now.asArray()];
    if (!former.every((item, i) => present[i] !== undefined && same(item, present[i]))) return false;
    return present.slice(former.length).every((item) => {
      const dict = this.after.get(item);
      if (!(dict instanceof PDFDict)) return false;
      const parent = this.after.get(dict.get(PDFName.of('Parent')));
      const type = dict.get(PDFName.of('FT')) ?? (parent instanceof PDFDict ? parent.get(PDFName.of('FT')) : undefined);
      const widget = !widgets || dict.get(PDFName.of('Subtype')) === PDFName.of('Widget');
      return widget && type === PDFName.of('Sig');
    });
  }
}

const refOf = (value: PDFObject | undefined): PDFRef | undefined => (value instanceof PDFRef ? value : undefined);

const same = (a: PDFObject, b: PDFObject): boolean => {
  if (a instanceof PDFRawStream && b instanceof PDFRawStream) {
    return same(a.dict, b.dict) && Buffer.from(a.contents).equals(b.contents);
  }
  return a.toString() === b.toString();
};

const onlyKeys = (
  old: PDFDict,
  now: PDFDict,
  allowed: (key: string, a: PDFObject | undefined, b: PDFObject | undefined) => boolean,
): boolean =>
  [...new Set([...old.keys(), ...now.keys()])].every((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    return (a !== undefined && b !== undefined && same(a, b)) || allowed(key.decodeText(), a, b);
  });

const danglingIn = (revision: Revision): ReadonlySet<number> => {
  const missing = new Set<number>();
  const look = (object: PDFObject): void => {
    if (object instanceof PDFRef) {
      if (isFree(revision.xref.entries.get(object.objectNumber))) missing.add(object.objectNumber);
    } else if (object instanceof PDFArray) object.asArray().forEach(look);
    else if (object instanceof PDFDict) object.values().forEach(look);
    else if (object instanceof PDFRawStream) look(object.dict);
  };
  for (const n of revision.xref.entries.keys()) {
    const found = revision.reader.read(n);
    if (found) look(found.object);
  }
  return missing;
};
