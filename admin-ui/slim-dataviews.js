const path = require('path');

/**
 * DataViews with its own components inside, so that it shows in WordPress 6.9 as in 7.1 (the package's plain build asks
 * WordPress for `wp-theme`, which 6.9 does not have), and without the layouts and form controls that our lists never
 * show: half the size of the package's own build for WordPress. See docs/decisions/020-dataviews-wp.md.
 */
exports.slimDataViews = (plugins) => [
  ...plugins.map((plugin) =>
    plugin.constructor.name === 'DependencyExtractionWebpackPlugin' ? bringingOwnComponents(plugin) : plugin,
  ),
  { apply: leaveOutUnused },
];

/** What packages take from WordPress, the same in every version; everything else they bring in the version they were written for. */
const fromWordPress = new Set([
  'react',
  'react-dom',
  'react/jsx-runtime',
  '@wordpress/data',
  '@wordpress/date',
  '@wordpress/element',
  '@wordpress/hooks',
  '@wordpress/i18n',
]);

/** Our own files go on taking what WordPress has. */
function bringingOwnComponents(plugin) {
  const externalize = plugin.externalizeWpDeps.bind(plugin);
  plugin.externalizeWpDeps = (wanted, callback) => {
    const byPackage = /[\\/]node_modules[\\/]/.test(wanted.contextInfo?.issuer ?? '');
    return byPackage && !fromWordPress.has(wanted.request) ? callback() : externalize(wanted, callback);
  };
  return plugin;
}

const unused =
  /dataviews[\\/]build-module[\\/]components[\\/](dataform-controls[\\/]index|dataviews-layouts[\\/](grid|activity|picker-grid|picker-table|picker-activity)[\\/]index|dataviews-layouts[\\/]utils[\\/]grid-config-options)\.mjs$/;

function leaveOutUnused(compiler) {
  const nothing = path.resolve(__dirname, 'slim-dataviews-nothing.mjs');
  new compiler.webpack.NormalModuleReplacementPlugin(unused, nothing).apply(compiler);
}
