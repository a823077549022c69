import type { CaseAccess, Directory, Tx } from '@libro-firma/engine/plugin';
import type { AssignmentChange, ClassificationChange, Registration } from '../ports.js';
import { automaticName } from '../operator.js';
import type { Histories } from '../store/histories.js';
import type { RegistrationDetail, RegistrationView } from './views.js';

const WITHHELD = 'Visibile solo a chi ha un ruolo sulla pratica riservata.';

type Person = RegistrationView['classification']['by'];

/** Turns registrations into what one viewer may see of them, in one transaction. */
export class Viewer {
  readonly #tx: Tx;
  readonly #actor: string;
  readonly #directory: Directory;
  readonly #cases: CaseAccess;
  readonly #onCase = new Map<string, Promise<boolean>>();
  readonly #names = new Map<string, string>();

  constructor(tx: Tx, actor: string, ports: { readonly directory: Directory; readonly cases: CaseAccess }) {
    this.#tx = tx;
    this.#actor = actor;
    this.#directory = ports.directory;
    this.#cases = ports.cases;
  }

  /** Whether the viewer has a role on the case, or asked for it. */
  onCase(caseId: string): Promise<boolean> {
    let known = this.#onCase.get(caseId);
    if (known === undefined) {
      known = this.#cases.maySee(this.#tx, this.#actor, caseId);
      this.#onCase.set(caseId, known);
    }
    return known;
  }

  /** A confidential one shows its subject, correspondents and documents to the roles on its case only. */
  readonly visible = async ({ confidential, caseId }: Registration): Promise<boolean> =>
    !confidential || (await this.onCase(caseId));

  async views(registrations: readonly Registration[]): Promise<RegistrationView[]> {
    await this.#learn(registrations.flatMap(peopleIn));
    const views: RegistrationView[] = [];
    for (const registration of registrations) {
      const [onCase, visible] = [await this.onCase(registration.caseId), await this.visible(registration)];
      views.push(this.#view(registration, onCase, visible));
    }
    return views;
  }

  async detail(registration: Registration, histories: Histories): Promise<RegistrationDetail> {
    const changes = [...histories.classification, ...histories.assignment];
    await this.#learn([...changes.map(({ by }) => by), ...histories.assignment.flatMap(({ person }) => person ?? [])]);
    const [view] = await this.views([registration]);
    if (view === undefined) throw new Error('a view for each registration');
    return {
      ...view,
      history: {
        classification: histories.classification.map((change) => this.#classification(change, !view.masked)),
        assignment: histories.assignment.map((change) => this.#assignment(change, !view.masked)),
      },
    };
  }

  /** Names for the ids of people; an id that nobody has is shown as it is. */
  async people(ids: readonly string[]): Promise<(id: string) => Person> {
    await this.#learn(ids);
    return (id) => this.#person(id);
  }

  async #learn(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.#names.has(id));
    if (unknown.length === 0) return;
    for (const { id, name } of await this.#directory.describe(this.#tx, unknown)) this.#names.set(id, name);
  }

  #person(id: string): Person {
    return { id, name: automaticName(id) ?? this.#names.get(id) ?? id };
  }

  #classification(change: ClassificationChange, open: boolean): RegistrationView['classification'] {
    return {
      n: change.n,
      code: change.classification,
      title: change.title,
      caseFile: open ? (change.caseFile ?? null) : null,
      by: this.#person(change.by),
      at: change.at,
      reason: open ? (change.reason ?? null) : null,
    };
  }

  #assignment(change: AssignmentChange, open: boolean): RegistrationView['assignment'] {
    const { office, officeName, person } = change;
    return {
      n: change.n,
      office: office === undefined ? null : { id: office, name: officeName ?? office },
      person: person === undefined ? null : this.#person(person),
      by: this.#person(change.by),
      at: change.at,
      reason: open ? (change.reason ?? null) : null,
    };
  }

  /** That the number no longer holds, since when and by which act is for everybody (DPR 445/2000, art. 54); why, is not. */
  #voiding(voiding: NonNullable<Registration['voiding']>, open: boolean): RegistrationView['voiding'] {
    const { at, by, act, reason } = voiding;
    return { at, by: this.#person(by), act, reason: open ? reason : WITHHELD };
  }

  #view(registration: Registration, onCase: boolean, open: boolean): RegistrationView {
    const { voiding } = registration;
    return {
      id: registration.id,
      register: registration.register,
      year: registration.year,
      number: registration.number,
      label: registration.label,
      at: registration.at,
      date: registration.date,
      direction: registration.direction,
      confidential: registration.confidential,
      masked: !open,
      onCase,
      subject: open ? registration.subject : null,
      sender: open ? partyView(registration.sender, onCase) : null,
      recipients: open ? registration.recipients.map((party) => partyView(party, onCase)) : null,
      documents: open ? [...registration.documents] : null,
      senderNumber: open ? (registration.senderNumber ?? null) : null,
      senderDate: open ? (registration.senderDate ?? null) : null,
      operator: {
        ...this.#person(registration.operator),
        automatic: automaticName(registration.operator) !== undefined,
      },
      caseId: onCase ? registration.caseId : null,
      trial: registration.trial,
      demo: registration.demo,
      segnaturaDigest: registration.segnaturaDigest ?? null,
      classification: this.#classification(registration.classification, open),
      assignment: this.#assignment(registration.assignment, open),
      voiding: voiding === undefined ? null : this.#voiding(voiding, open),
    };
  }
}

const peopleIn = ({ operator, classification, assignment, voiding }: Registration): readonly string[] => [
  operator,
  classification.by,
  assignment.by,
  ...(assignment.person === undefined ? [] : [assignment.person]),
  ...(voiding === undefined ? [] : [voiding.by]),
];

/** The fiscal code of a person is for the roles on the case; that of a company is public. */
const partyView = (
  { signers, taxCode, ...party }: Registration['sender'],
  onCase: boolean,
): NonNullable<RegistrationView['sender']> => ({
  ...party,
  ...(taxCode === undefined || (party.kind === 'person' && !onCase) ? {} : { taxCode }),
  ...(signers === undefined ? {} : { signers: [...signers] }),
});
