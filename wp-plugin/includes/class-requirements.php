<?php
/**
 * What must be there before anything else of this plugin runs.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Names what is missing. Written for any PHP version, since it is what speaks when PHP is too old.
 */
class Requirements {

	const PHP         = '7.4';
	const WORDPRESS   = '6.9';
	const WOOCOMMERCE = '10.0';

	/**
	 * Whether the rest of the plugin can be parsed at all.
	 *
	 * @return bool
	 */
	public static function php_is_new_enough() {
		return version_compare( PHP_VERSION, self::PHP, '>=' );
	}

	/**
	 * What is missing, one sentence each; empty when the plugin can run.
	 *
	 * @return string[]
	 */
	public static function missing() {
		$missing   = array();
		$wordpress = (string) preg_replace( '/-.*$/', '', $GLOBALS['wp_version'] );
		if ( ! self::php_is_new_enough() ) {
			$missing[] = self::sentence( 'PHP', self::PHP, PHP_VERSION );
		}
		if ( version_compare( $wordpress, self::WORDPRESS, '<' ) ) {
			$missing[] = self::sentence( 'WordPress', self::WORDPRESS, $wordpress );
		}
		if ( ! defined( 'WC_VERSION' ) ) {
			$missing[] = __( 'Finder\'s Fee needs WooCommerce, which is not active.', 'finders-fee' );
		} elseif ( version_compare( WC_VERSION, self::WOOCOMMERCE, '<' ) ) {
			$missing[] = self::sentence( 'WooCommerce', self::WOOCOMMERCE, WC_VERSION );
		}
		return $missing;
	}

	/**
	 * Tells those who can mend it, on every wp-admin screen.
	 *
	 * @return void
	 */
	public static function print_notice() {
		if ( ! current_user_can( 'activate_plugins' ) ) {
			return;
		}
		foreach ( self::missing() as $sentence ) {
			printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( $sentence ) );
		}
	}

	/**
	 * One sentence about one thing that is too old.
	 *
	 * @param string $what   Name of the software.
	 * @param string $needed Lowest version that works.
	 * @param string $found  Version that is there.
	 * @return string
	 */
	private static function sentence( $what, $needed, $found ) {
		/* translators: 1: name of a piece of software, 2: a version, 3: a version. */
		return sprintf( __( 'Finder\'s Fee needs %1$s %2$s or newer. This site has %3$s.', 'finders-fee' ), $what, $needed, $found );
	}
}
