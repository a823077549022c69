/** Where the parts of the editor stand. */
export interface Places {
  readonly root: HTMLElement;
  readonly tools: HTMLElement;
  readonly palette: HTMLElement;
  readonly canvas: HTMLElement;
  readonly form: HTMLElement;
  remove(): void;
}

/** Fills the container: tools above; palette, canvas and form side by side. */
export const layOut = (container: HTMLElement): Places => {
  const make = (name: string, parent: HTMLElement): HTMLElement => {
    const made = document.createElement('div');
    made.className = name;
    parent.append(made);
    return made;
  };
  const root = make('lf-editor', container);
  return {
    root,
    tools: make('lf-editor-tools', root),
    palette: make('lf-editor-palette', root),
    canvas: make('lf-editor-canvas', root),
    form: make('lf-editor-form', root),
    remove: () => root.remove(),
  };
};
