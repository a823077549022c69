import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: () => ComponentChildren;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** When the owner keeps which one is open. */
  readonly selected?: string | undefined;
  readonly onSelect?: ((id: string) => void) | undefined;
}

/** Tabs by the ARIA pattern: arrows move and open, only the open one is in the tab order. Contents are made when opened. */
export const Tabs = ({ label, tabs, selected, onSelect }: TabsProps): JSX.Element => {
  const base = useId();
  const [own, setOwn] = useState(tabs[0]?.id ?? '');
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const open = tabs.find((tab) => tab.id === (selected ?? own)) ?? tabs[0];
  const select = (tab: Tab | undefined, focus: boolean): void => {
    if (tab === undefined) return;
    setOwn(tab.id);
    onSelect?.(tab.id);
    if (focus) buttons.current.get(tab.id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = tabs.findIndex((tab) => tab.id === open?.id);
    const next: Readonly<Record<string, number>> = {
      ArrowRight: (place + 1) % tabs.length,
      ArrowLeft: (place - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = next[event.key];
    if (target === undefined) return;
    event.preventDefault();
    select(tabs[target], true);
  };
  return (
    <div class="lf-tabs">
      <div role="tablist" aria-label={label} class="lf-tablist" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            ref={(element) => {
              if (element === null) buttons.current.delete(tab.id);
              else buttons.current.set(tab.id, element);
            }}
            type="button"
            role="tab"
            id={`${base}-tab-${tab.id}`}
            aria-selected={tab.id === open?.id}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === open?.id ? 0 : -1}
            onClick={() => select(tab, false)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        key={open?.id}
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-tab-${open?.id ?? ''}`}
        tabIndex={0}
        class="lf-tabpanel"
      >
        {open?.content()}
      </div>
    </div>
  );
};
