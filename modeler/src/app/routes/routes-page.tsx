import { PageHeader, type JSX } from '@libro-firma/desk/kit';

/** The list of routes. */
export const RoutesPage = (): JSX.Element => <PageHeader title="Iter" />;
