import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Skeleton } from '../kit/components/waiting.js';
import type { PageProps } from './definition.js';
import { NotArrived } from './problems/problem-pages.js';

/** A page whose code is loaded when it is first shown. */
export const late = (load: () => Promise<ComponentType<PageProps>>): ComponentType<PageProps> => {
  let loaded: ComponentType<PageProps> | undefined;
  const LatePage = (props: PageProps): JSX.Element => {
    const [Page, setPage] = useState<ComponentType<PageProps> | undefined>(() => loaded);
    const [failed, setFailed] = useState(false);
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
      if (loaded !== undefined) return;
      setFailed(false);
      load().then(
        (page) => {
          loaded = page;
          setPage(() => page);
        },
        () => setFailed(true),
      );
    }, [attempt]);
    if (Page !== undefined) return <Page {...props} />;
    return failed ? <NotArrived onRetry={() => setAttempt(attempt + 1)} /> : <Skeleton lines={5} />;
  };
  return LatePage;
};
