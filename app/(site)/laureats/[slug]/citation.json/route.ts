/** The citation of a profile for reference managers (CSL-JSON). */
import { CSL_JSON, cslJson } from '../../../../../components/site/citation.ts';
import { answerCitation, type CitationParams } from '../citation.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: CitationParams) => answerCitation(params, cslJson, CSL_JSON);
