<?php
/**
 * The bundles in build/.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Enqueues a bundle with what its build says it depends on. Called only where our own pages are shown.
 */
final class Assets {

	/**
	 * Enqueues `build/<bundle>.js` and `build/style-<bundle>.css`.
	 *
	 * @param string   $bundle             `admin`, `order` or `account`.
	 * @param string[] $style_dependencies Handles of WordPress's own styles.
	 * @return bool Whether the bundle has been built.
	 */
	public static function enqueue( string $bundle, array $style_dependencies = array() ): bool {
		$built = self::read( "$bundle.asset.php" );
		if ( array() === $built ) {
			return false;
		}
		$handle = "finders-fee-$bundle";
		wp_enqueue_script( $handle, self::url( "$bundle.js" ), $built['dependencies'], $built['version'], self::loading( $bundle ) );
		wp_set_script_translations( $handle, 'finders-fee' );
		if ( is_file( self::path( "style-$bundle.css" ) ) ) {
			wp_enqueue_style( $handle, self::url( "style-$bundle.css" ), $style_dependencies, $built['version'] );
			wp_style_add_data( $handle, 'rtl', 'replace' );
		}
		return true;
	}

	/**
	 * Has the browser fetch a chunk while it is still reading the page.
	 *
	 * @param string $chunk Name of the chunk, as in build/chunks.php.
	 */
	public static function print_preload( string $chunk ): void {
		$chunks = self::read( 'chunks.php' );
		if ( isset( $chunks[ $chunk ] ) ) {
			printf( '<link rel="preload" as="script" href="%s">', esc_url( self::url( $chunks[ $chunk ] ) ) );
		}
	}

	/**
	 * A built script to print inline; '' when it has not been built.
	 *
	 * @param string $file File in build/.
	 */
	public static function source( string $file ): string {
		$path = self::path( $file );
		// phpcs:ignore WordPress.WP.AlternativeFunctions -- a file of the plugin's own.
		return is_file( $path ) ? (string) file_get_contents( $path ) : '';
	}

	public static function url( string $file ): string {
		return plugins_url( 'build/' . $file, FINDERS_FEE_FILE );
	}

	/**
	 * What a generated PHP file returns; empty when it has not been built.
	 *
	 * @param string $file File in build/.
	 * @return array<string,mixed>
	 */
	private static function read( string $file ): array {
		$path = self::path( $file );
		return is_file( $path ) ? (array) require $path : array();
	}

	private static function path( string $file ): string {
		return plugin_dir_path( FINDERS_FEE_FILE ) . 'build/' . $file;
	}

	/**
	 * The affiliate's page belongs to the theme: its script never holds the page up.
	 *
	 * @param string $bundle `admin`, `order` or `account`.
	 * @return array{in_footer:true,strategy?:'defer'}
	 */
	private static function loading( string $bundle ): array {
		return 'account' === $bundle ? array(
			'in_footer' => true,
			'strategy'  => 'defer',
		) : array( 'in_footer' => true );
	}
}
