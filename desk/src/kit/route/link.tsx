import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { location, navigate, onLocation, type Location } from './history.js';

export const useLocation = (): Location => {
  const [value, setValue] = useState(location());
  useEffect(() => {
    setValue(location());
    return onLocation(setValue);
  }, []);
  return value;
};

/** Whether a click should stay an ordinary one of the browser (new tab, download, modified). */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

export interface LinkProps extends Omit<JSX.HTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly href: string;
  readonly children?: ComponentChildren;
  readonly replace?: boolean | undefined;
}

/** A link inside the desk: changes the page without loading it anew. Links elsewhere are plain `<a>`. */
export const Link = ({ href, onClick, replace, ...rest }: LinkProps): JSX.Element => (
  <a
    {...rest}
    href={href}
    onClick={(event) => {
      onClick?.(event);
      if (!isPlainClick(event)) return;
      event.preventDefault();
      navigate(href, { replace });
    }}
  />
);
