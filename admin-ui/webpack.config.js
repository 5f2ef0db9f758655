const fs = require('fs');
const path = require('path');
const defaultConfig = require('@wordpress/scripts/config/webpack.config');
const { slimDataViews } = require('./slim-dataviews');

/** A page without WordPress around it brings React and the components itself, and lives in the sample store. */
const standalone = process.env.FINDERS_FEE_STANDALONE === '1';
const output =
  process.env.FINDERS_FEE_OUTPUT ?? (standalone ? '../demo/store/sample/assets' : '../wp-plugin/build');

/** Tells the PHP side which chunks exist, with the version in their address, so that it can announce them early. */
class ChunkList {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('ChunkList', (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'ChunkList', stage }, () => {
        const files = [...compilation.chunks]
          .filter((chunk) => chunk.name && !chunk.canBeInitial())
          .map((chunk) => `'${chunk.name}' => '${chunk.name}.js?ver=${chunk.renderedHash}'`);
        const source = `<?php return array(${files.join(', ')});\n`;
        compilation.emitAsset('chunks.php', new compiler.webpack.sources.RawSource(source));
      });
    });
  }
}

const entry = Object.fromEntries(
  [
    ['admin', './src/admin/index.tsx'],
    ['order', './src/order/index.tsx'],
    ['account', './src/account/index.tsx'],
    ['account-early', './src/account/early.ts'],
    ...(standalone ? [] : [['link', './src/link/index.ts']]),
  ].filter(([, file]) => fs.existsSync(path.resolve(__dirname, file))),
);

for (const plugin of defaultConfig.plugins) {
  if (plugin.constructor.name === 'MiniCssExtractPlugin')
    plugin.options.chunkFilename = '[name].css?ver=[contenthash]';
}

/** DataViews in a file of its own, so that a change of ours leaves it in the browser's cache. */
const optimization = {
  ...defaultConfig.optimization,
  splitChunks: {
    ...defaultConfig.optimization.splitChunks,
    cacheGroups: {
      ...defaultConfig.optimization.splitChunks.cacheGroups,
      defaultVendors: false,
      dataviews: {
        name: 'dataviews',
        test: /[\\/]node_modules[\\/].*\.m?js$/,
        chunks: (chunk) => chunk.name === 'lists',
        enforce: true,
      },
    },
  },
};

module.exports = {
  ...defaultConfig,
  entry,
  optimization,
  devtool: false,
  plugins: [...slimDataViews(defaultConfig.plugins), new ChunkList()],
  output: {
    ...defaultConfig.output,
    chunkFilename: '[name].js?ver=[chunkhash]',
    path: path.resolve(__dirname, output),
  },
  performance: { hints: false },
};
