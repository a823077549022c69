import { z } from 'zod';
import { directions, registerKinds } from '../ports.js';

const person = z.strictObject({ id: z.string(), name: z.string() });

const correspondent = z.strictObject({
  kind: z.enum(['person', 'company', 'administration']),
  name: z.string(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  email: z.string().optional(),
  pec: z.string().optional(),
  address: z.string().optional(),
  ipaCode: z.string().optional(),
  taxCode: z.string().optional(),
  office: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  signers: z.array(z.string()).optional(),
});

const document = z.strictObject({
  position: z.int(),
  documentId: z.string(),
  version: z.int(),
  name: z.string(),
  mediaType: z.string(),
  digest: z.string(),
  size: z.int(),
  signed: z.boolean(),
});

const classification = z.strictObject({
  n: z.int(),
  code: z.string(),
  title: z.string(),
  /** `null` where there is none, or where the viewer may not know it. */
  caseFile: z.strictObject({ id: z.string(), code: z.string(), title: z.string() }).nullable(),
  by: person,
  at: z.int(),
  reason: z.string().nullable(),
});

const assignment = z.strictObject({
  n: z.int(),
  office: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  person: person.nullable(),
  by: person,
  at: z.int(),
  reason: z.string().nullable(),
});

const voiding = z.strictObject({ at: z.int(), by: person, act: z.string(), reason: z.string() });

/** A registration as the desk sees it. `masked`: it is confidential and the viewer has no role on its case. */
export const registrationView = z.strictObject({
  id: z.string(),
  register: z.strictObject({ id: z.string(), code: z.string(), name: z.string(), kind: z.enum(registerKinds) }),
  year: z.int(),
  number: z.int(),
  label: z.string(),
  at: z.int(),
  date: z.string(),
  direction: z.enum(directions),
  confidential: z.boolean(),
  masked: z.boolean(),
  /** The viewer has a role on the case: documents and courtesy copy can be opened. */
  onCase: z.boolean(),
  subject: z.string().nullable(),
  sender: correspondent.nullable(),
  recipients: z.array(correspondent).nullable(),
  documents: z.array(document).nullable(),
  senderNumber: z.string().nullable(),
  senderDate: z.string().nullable(),
  /** `automatic`: nobody registered by hand, the route did; `name` says which. */
  operator: person.extend({ automatic: z.boolean() }),
  caseId: z.string().nullable(),
  trial: z.boolean(),
  demo: z.boolean(),
  segnaturaDigest: z.string().nullable(),
  classification,
  assignment,
  voiding: voiding.nullable(),
});

export const registrationDetail = registrationView.extend({
  /** Oldest first; the last one is what holds. */
  history: z.strictObject({ classification: z.array(classification), assignment: z.array(assignment) }),
});

export const registrationPage = z.strictObject({ items: z.array(registrationView), next: z.string().nullable() });

export const registerView = z.strictObject({
  id: z.string(),
  code: z.string(),
  description: z.string(),
  kind: z.enum(registerKinds),
  area: z.strictObject({ id: z.string(), description: z.string() }),
  opening: z.strictObject({ year: z.int(), firstNumber: z.int(), by: person, act: z.string(), at: z.int() }).nullable(),
  last: z.strictObject({ year: z.int(), number: z.int(), label: z.string(), at: z.int() }).nullable(),
});

export const classEntryView = z.strictObject({ code: z.string(), title: z.string(), active: z.boolean() });

export const caseFileView = z.strictObject({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  classification: z.string(),
  openedAt: z.int(),
  openedBy: person,
});

export type RegistrationView = z.output<typeof registrationView>;
export type RegistrationDetail = z.output<typeof registrationDetail>;
