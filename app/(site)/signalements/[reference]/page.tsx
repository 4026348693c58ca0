import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '../../../../components/site/frame.tsx';
import { pageMetadata } from '../../../../components/site/metadata.ts';
import { Report } from '../../../../components/site/report.tsx';
import { findReport, type PublicReport, reportPath } from '../../../../server/published/reports.ts';
import { furniture, home } from '../../furniture.ts';

type Params = { params: Promise<{ reference: string }> };

const described = ({ reference, about }: PublicReport) => ({
  path: reportPath(reference),
  title: `Signalement ${reference}`,
  description: `Une erreur signalée par un lecteur${about ? `, sur la fiche ${about.name}` : ''}, et la réponse de la rédaction.`,
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const report = await findReport((await params).reference);
  if (!report) notFound();
  return { ...pageMetadata((await furniture()).site, described(report)), robots: { index: false } };
}

export default async function ReportPage({ params }: Params) {
  const report = await findReport((await params).reference);
  if (!report) notFound();
  const { path, title } = described(report);
  const above = report.about ? [{ name: report.about.name, path: report.about.path }] : [];
  return (
    <Frame {...(await furniture())} path={path} trail={[home, ...above, { name: title, path }]}>
      <Report report={report} />
    </Frame>
  );
}
