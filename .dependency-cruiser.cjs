/** The layers of the house, one rule per arrow: http | jobs | cli → use-cases → domain + database + woocommerce → shared. */
const arrow = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    arrow('shared-is-a-leaf', '^shared/', '^(sidecar|admin-ui|tests|demo)/'),
    arrow('sidecar-knows-no-page', '^sidecar/', '^(admin-ui|tests|demo)/'),
    arrow('page-knows-only-shared', '^admin-ui/', '^(sidecar|tests|demo)/'),
    arrow('account-page-knows-no-admin-page', '^admin-ui/src/account/', '^admin-ui/src/admin/'),
    arrow(
      'account-page-stays-light',
      '^admin-ui/src/account/',
      'node_modules/(@wordpress/(components|dataviews|icons)|zod)/',
    ),
    arrow('demo-knows-no-test', '^demo/', '^tests/'),
    arrow('domain-is-pure', '^sidecar/src/domain/', '^sidecar/src/(?!domain/)'),
    arrow(
      'domain-has-no-io',
      '^sidecar/src/domain/',
      'node_modules/(express|mysql2|drizzle-orm|@woocommerce|pino|node-cron)/',
    ),
    arrow(
      'database-serves-upward',
      '^sidecar/src/database/',
      '^sidecar/src/(http|jobs|cli|use-cases|woocommerce)/',
    ),
    arrow(
      'store-client-serves-upward',
      '^sidecar/src/woocommerce/',
      '^sidecar/src/(http|jobs|cli|use-cases|database)/',
    ),
    arrow('use-case-knows-no-door', '^sidecar/src/use-cases/', '^sidecar/src/(http|jobs|cli)/'),
    arrow('use-case-calls-no-use-case', '^sidecar/src/use-cases/([^/]+)$', '^sidecar/src/use-cases/(?!$1)'),
    arrow('http-knows-no-other-door', '^sidecar/src/http/', '^sidecar/src/(jobs|cli)/'),
    arrow('jobs-know-no-other-door', '^sidecar/src/jobs/', '^sidecar/src/(http|cli)/'),
    {
      name: 'database-driver-stays-in-database',
      severity: 'error',
      from: { path: '^sidecar/src/', pathNot: '^sidecar/src/database/' },
      to: { path: 'node_modules/(mysql2|drizzle-orm)/' },
    },
    {
      name: 'store-client-stays-in-woocommerce',
      severity: 'error',
      from: { path: '^sidecar/src/', pathNot: '^sidecar/src/woocommerce/' },
      to: { path: 'node_modules/@woocommerce/' },
    },
    {
      name: 'api-fetch-stays-in-the-client',
      severity: 'error',
      from: { path: '^admin-ui/src/', pathNot: '^admin-ui/src/(api|account)/client\\.ts$' },
      to: { path: 'node_modules/@wordpress/api-fetch/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
