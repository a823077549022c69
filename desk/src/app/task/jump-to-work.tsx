import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../kit/components/icon.js';

export interface JumpToWorkProps {
  /** Of the element that says what to do; it can take the focus. */
  readonly to: string;
}

/**
 * On phones and tablets the decision stands below the document and the data of the request: a link at the foot of the
 * screen leads there, as long as it is not in sight.
 */
export const JumpToWork = ({ to }: JumpToWorkProps): JSX.Element => {
  const [place, setPlace] = useState<'above' | 'here' | 'below'>('here');
  useEffect(() => {
    const target = document.getElementById(to);
    if (target === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry === undefined) return;
      const { isIntersecting, boundingClientRect } = entry;
      setPlace(isIntersecting ? 'here' : boundingClientRect.top < 0 ? 'above' : 'below');
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [to]);
  return (
    <p class="lf-jump" hidden={place === 'here'}>
      <a
        class="btn btn-primary lf-button"
        href={`#${to}`}
        onClick={(event) => {
          event.preventDefault();
          const target = document.getElementById(to);
          target?.scrollIntoView();
          target?.focus({ preventScroll: true });
        }}
      >
        <Icon name={place === 'above' ? 'it-arrow-up' : 'it-arrow-down'} size="sm" />
        <span>Vai a cosa devi fare</span>
      </a>
    </p>
  );
};
