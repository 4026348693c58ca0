/** The citation of a profile for BibTeX. */
import { BIBTEX, bibtex } from '../../../../../components/site/citation.ts';
import { answerCitation, type CitationParams } from '../citation.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: CitationParams) => answerCitation(params, bibtex, BIBTEX);
