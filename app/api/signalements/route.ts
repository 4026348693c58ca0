/** `/api/signalements`: where the form of a reported error is sent. */
import { takeReport } from '../../../server/reports/door.ts';

export const dynamic = 'force-dynamic';

export const POST = takeReport;
