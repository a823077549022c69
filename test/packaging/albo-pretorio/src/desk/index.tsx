import {
  defineDeskModule,
  EmptyState,
  formatDate,
  Link,
  Load,
  PageHeader,
  Table,
  useApi,
  type Column,
} from '@libro-firma/desk/kit';

interface Publication {
  readonly label: string;
  readonly title: string;
  readonly caseId: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

const columns: readonly Column<Publication>[] = [
  { key: 'label', header: 'Numero', narrow: true, render: ({ label }) => label },
  {
    key: 'title',
    header: 'Atto',
    title: true,
    render: ({ title, caseId }) => <Link href={`/pratiche/${caseId}`}>{title}</Link>,
  },
  { key: 'from', header: 'Dal', narrow: true, render: ({ firstDay }) => formatDate(firstDay) },
  { key: 'to', header: 'Al', narrow: true, render: ({ lastDay }) => formatDate(lastDay) },
];

const Board = () => (
  <>
    <PageHeader title="Albo pretorio">
      La pagina pubblica è <a href="/albo">/albo</a>.
    </PageHeader>
    <Load from={useApi<{ readonly items: readonly Publication[] }>('/albo/publications')} lines={4}>
      {({ items }) => (
        <Table
          caption="Atti in pubblicazione"
          columns={columns}
          rows={items}
          rowKey={({ label }) => label}
          empty={<EmptyState icon="it-presentation" title="Nessun atto in pubblicazione" />}
        />
      )}
    </Load>
  </>
);

export default defineDeskModule({
  pages: [
    {
      path: 'albo-pretorio',
      title: 'Albo pretorio',
      icon: 'it-presentation',
      nav: 60,
      permission: 'albo.read',
      component: Board,
    },
  ],
});
