import type { FieldDefinition, ListDefinition } from '../plugin/forms.js';
import type { StepHandler, StepManifest, UserStepHandler } from '../plugin/steps.js';

export interface ServiceStep {
  readonly manifest: StepManifest;
  readonly handler: StepHandler;
}

export interface UserStep {
  readonly manifest: StepManifest;
  readonly handler: UserStepHandler;
}

/** Everything that plugins bring to the running of cases, by name. */
export class Handlers {
  private readonly services = new Map<string, ServiceStep>();
  private readonly users = new Map<string, UserStep>();
  private readonly fields = new Map<string, FieldDefinition>();
  private readonly lists = new Map<string, ListDefinition>();

  addService(step: ServiceStep): void {
    this.services.set(step.manifest.type, step);
  }

  addUser(step: UserStep): void {
    this.users.set(step.manifest.type, step);
  }

  addField(field: FieldDefinition): void {
    this.fields.set(field.kind, field);
  }

  addList(list: ListDefinition): void {
    this.lists.set(list.name, list);
  }

  service(type: string): ServiceStep | undefined {
    return this.services.get(type);
  }

  user(type: string | undefined): UserStep | undefined {
    return type === undefined ? undefined : this.users.get(type);
  }

  field(kind: string): FieldDefinition | undefined {
    return this.fields.get(kind);
  }

  list(name: string): ListDefinition | undefined {
    return this.lists.get(name);
  }

  get serviceTypes(): readonly string[] {
    return [...this.services.keys()];
  }

  get allLists(): readonly ListDefinition[] {
    return [...this.lists.values()];
  }

  get allFields(): readonly FieldDefinition[] {
    return [...this.fields.values()];
  }
}
