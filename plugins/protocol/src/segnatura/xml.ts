import { DOMImplementation, XMLSerializer } from '@xmldom/xmldom';

/** AgID, guidelines on electronic documents, annex 6. */
export const PROTOCOL_NAMESPACE = 'http://www.agid.gov.it/protocollo/';

/** An element of the segnatura: its attributes, then text or children. `undefined` children are left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly (XmlElement | undefined)[];
}

export const element = (
  name: string,
  content: XmlElement['content'],
  attributes: XmlElement['attributes'] = {},
): XmlElement => ({ name, attributes, content });

/** The same, left out when there is no text. */
export const optional = (name: string, text: string | undefined): XmlElement | undefined =>
  text === undefined || text === '' ? undefined : element(name, text);

/** What XML 1.0 cannot hold (2.2, `Char`), and white space that a parser would normalise differently than it was signed. */
const clean = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The schema has `attributeFormDefault="qualified"`: elements and attributes all carry the prefix. */
const PREFIX = 'prot';

const append = (document: Document, parent: Node, { name, attributes, content }: XmlElement): void => {
  const node = document.createElementNS(PROTOCOL_NAMESPACE, `${PREFIX}:${name}`);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttributeNS(PROTOCOL_NAMESPACE, `${PREFIX}:${key}`, clean(value));
  }
  if (typeof content === 'string') node.appendChild(document.createTextNode(clean(content)));
  else for (const child of content) if (child !== undefined) append(document, node, child);
  parent.appendChild(node);
};

/** One line, without a declaration. */
export const serialized = (root: XmlElement): string => {
  const document = new DOMImplementation().createDocument(null, null, null);
  append(document, document, root);
  return new XMLSerializer().serializeToString(document);
};
