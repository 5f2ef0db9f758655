import { __, sprintf } from '@wordpress/i18n';
import type { SummaryRow } from '@finders-fee/shared';
import { useResource } from '../../../api/use-resource.ts';
import { pageConfig } from '../../../config.ts';
import { formatDay } from '../../../format/instant.ts';
import type { Span } from '../../../format/period.ts';
import type { Place } from '../../address.ts';
import { Chart } from '../../components/chart.tsx';
import { Download } from '../../components/download.tsx';
import { Choice } from '../../components/field.tsx';
import { Link } from '../../components/link.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import '../styles.ts';
import { OnlyField } from './only-field.tsx';
import { PeriodField } from './period-field.tsx';
import { spanOfPeriod } from './report-period.ts';
import {
  groupings,
  parametersOf,
  questionOf,
  reportPath,
  type Grouping,
  type ReportQuestion,
} from './report-query.ts';
import { ReportTable } from './report-table.tsx';
import { groupingWord } from './report-words.ts';
import { sumsOf } from './sums.ts';
import { Tiles } from './tiles.tsx';

/** What sold and what it earned in a period: sums, a chart over time, and the rows that make it up. The address says all of it. */
export function ReportsPage({ place }: { place: Place }) {
  const question = questionOf(place.parameters);
  const span = spanOfPeriod(question.period);
  const ask = (some: Partial<ReportQuestion>) =>
    place.go({ parameters: parametersOf({ ...question, ...some }) });
  const turn = (page: number) =>
    place.go({ parameters: { ...parametersOf(question), ...(page > 1 && { paged: String(page) }) } });
  return (
    <>
      <div className="finders-fee-asked">
        <PeriodField period={question.period} onChange={(period) => ask({ period })} />
        <Choice
          label={__('By', 'finders-fee')}
          value={question.grouping}
          onChange={(grouping) => ask({ grouping: grouping as Grouping })}
          options={groupings.map((grouping) => ({ value: grouping, label: groupingWord(grouping) }))}
        />
        <OnlyField only={question.only} onChange={(only) => ask({ only })} />
        {span && <Download path={reportPath(question, span)} />}
      </div>
      {span && (
        <Report question={question} span={span} page={Number(place.parameters['paged']) || 1} onTurn={turn} />
      )}
    </>
  );
}

function Report(props: {
  question: ReportQuestion;
  span: Span;
  page: number;
  onTurn: (page: number) => void;
}) {
  const { question, span, page, onTurn } = props;
  const isByDay = question.grouping === 'day';
  const days = useResource<SummaryRow[]>(reportPath({ ...question, grouping: 'day' }, span));
  const groups = useResource<SummaryRow[]>(isByDay ? undefined : reportPath(question, span));
  const shown = isByDay ? days : groups;
  const problem = days.problem ?? shown.problem;
  const retry = () => {
    days.reload();
    groups.reload();
  };
  if (problem) return <Problem error={problem} onRetry={retry} />;
  if (!days.data || !shown.data) return <Shape rows={8} />;
  const sums = sumsOf(days.data);
  if (sums.length === 0) return <Nothing span={span} isNarrowed={question.only !== undefined} />;
  return (
    <div aria-busy={days.isLoading || shown.isLoading}>
      <Tiles sums={sums} />
      <Chart
        days={days.data.map((row) => ({ ...row, day: row.key }))}
        currencies={sums.map(({ currency }) => currency)}
        period={span}
        timeZone={pageConfig().timeZone}
      />
      <ReportTable question={question} rows={shown.data} sums={sums} page={page} onTurn={onTurn} />
    </div>
  );
}

function Nothing({ span, isNarrowed }: { span: Span; isNarrowed: boolean }) {
  const lastDay = new Date(Date.parse(span.before) - 1).toISOString();
  return (
    <div className="finders-fee-nothing">
      <h2>
        {sprintf(
          /* translators: 1: first day, 2: last day */
          __('No sale from %1$s to %2$s', 'finders-fee'),
          formatDay(span.after),
          formatDay(lastDay),
        )}
      </h2>
      <p>
        {isNarrowed
          ? __(
              'Nothing of what the report is narrowed to sold in this period. Choose a longer one, or take the narrowing away.',
              'finders-fee',
            )
          : __(
              'An order counts here as soon as it is paid and carries a coupon, or came through an affiliate’s link. Offline sales count on their day.',
              'finders-fee',
            )}
      </p>
      {!isNarrowed && (
        <p>
          <Link to={{ tab: 'coupons' }}>{__('See which coupons earn, and for whom', 'finders-fee')}</Link>
        </p>
      )}
    </div>
  );
}
