import { createContext, type ComponentType } from 'preact';
import { useContext } from 'preact/hooks';

export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** A page of the app. */
export interface PageRoute {
  /** `pratiche/:id`, from the root of the server. */
  readonly path: string;
  /** Shown to holders of this permission only; the server checks again. */
  readonly permission?: string;
  readonly component: ComponentType<PageProps>;
  /** The page takes the whole window: the navigation stays in the drawer. */
  readonly wide?: boolean;
}

export interface NavEntry {
  readonly href: string;
  readonly label: string;
  readonly icon: string;
  /** Further paths on which this entry is the current one. */
  readonly also?: readonly string[];
  readonly count?: number;
  readonly countText?: string;
  readonly countMore?: boolean;
}

export interface NavGroup {
  readonly title?: string;
  readonly entries: readonly NavEntry[];
}

/** A web app on the desk's frame: what stands in the frame, and who may see it. */
export interface AppDefinition {
  /** Beside the logo. */
  readonly name: string;
  /** Path of its first page. */
  readonly home: string;
  /** Whether an address is a page of this app; others are opened by loading them. */
  readonly owns: (path: string) => boolean;
  readonly pages: readonly PageRoute[];
  /** A hook: the navigation as of now. */
  readonly useNavigation: () => readonly NavGroup[];
  /** Without one of these permissions the app says that it is not for this person. */
  readonly permissions?: readonly string[];
  /** Plugins' own pages are pages of this app too. */
  readonly pluginPages?: boolean;
  /** Mounted once beside the pages; draws nothing. */
  readonly companion?: ComponentType;
}

const Current = createContext<AppDefinition | undefined>(undefined);
export const AppProvider = Current.Provider;

/** The app whose frame is around. */
export const useApp = (): AppDefinition => {
  const app = useContext(Current);
  if (app === undefined) throw new Error('useApp was called outside the frame of an app');
  return app;
};
