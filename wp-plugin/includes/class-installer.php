<?php
/**
 * How the plugin comes and goes.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Makes the outbox table and the option on activation or upgrade; removes everything at uninstall.
 */
final class Installer {

	/**
	 * Called by WordPress when the plugin is activated, also without WooCommerce.
	 */
	public static function activate(): void {
		self::install();
		// phpcs:ignore WordPress.Security.NonceVerification -- only tells one plugin activated alone from a bulk.
		if ( is_admin() && ! isset( $_GET['activate-multi'] ) && ! isset( $_POST['checked'] ) ) {
			( new State() )->write( array( 'opened_until' => time() + MINUTE_IN_SECONDS ) );
		}
	}

	/**
	 * An update replaces the files without activating: compare an autoloaded string, and act once.
	 */
	public static function upgrade(): void {
		if ( FINDERS_FEE_VERSION !== ( new State() )->version() ) {
			self::install();
		}
	}

	/**
	 * Takes back everything this plugin made in the store. The books stay in the sidecar's database.
	 */
	public static function uninstall(): void {
		( new Connector( new State() ) )->disconnect();
		Outbox_Table::drop();
		delete_option( State::OPTION );
		self::refresh_addresses();
	}

	private static function install(): void {
		Outbox_Table::create();
		( new State() )->write( array( 'version' => FINDERS_FEE_VERSION ) );
		self::refresh_addresses();
	}

	/**
	 * Makes WooCommerce learn or forget the My Account tab's address, once, at its next start.
	 */
	private static function refresh_addresses(): void {
		if ( defined( 'WC_VERSION' ) ) {
			update_option( 'woocommerce_queue_flush_rewrite_rules', 'yes' );
		}
	}
}
