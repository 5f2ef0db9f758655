<?php
/**
 * `wp finders-fee`.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_CLI;

defined( 'ABSPATH' ) || exit;

/**
 * Connects this store with its Finder's Fee sidecar.
 */
final class Cli_Command {

	/**
	 * Connects with the code that `finders-fee connect` prints; reconnects when there is a connection.
	 *
	 * ## OPTIONS
	 *
	 * <code>
	 * : The connection code, "ff1.…".
	 *
	 * @param string[] $arguments The code.
	 */
	public function connect( array $arguments ): void {
		$agreed = ( new Connector( new State() ) )->connect( $arguments[0] ?? '' );
		if ( is_wp_error( $agreed ) ) {
			WP_CLI::error( $agreed->get_error_message() );
		} else {
			/* translators: %s: address of the sidecar. */
			WP_CLI::success( sprintf( __( 'Connected with %s.', 'finders-fee' ), $agreed->sidecar_url ) );
		}
	}

	/**
	 * Disconnects, and takes back the user, the key and the webhooks that connecting made.
	 */
	public function disconnect(): void {
		$heard = ( new Connector( new State() ) )->disconnect();
		if ( ! $heard ) {
			WP_CLI::warning( __( 'The sidecar did not hear of it; it finds its key refused.', 'finders-fee' ) );
		}
		WP_CLI::success( __( 'Disconnected. The books stay in the sidecar’s database.', 'finders-fee' ) );
	}

	/**
	 * Tells what the store is connected with.
	 */
	public function status(): void {
		$connection = ( new State() )->connection();
		if ( $connection ) {
			/* translators: 1: address of the sidecar, 2: date and time. */
			WP_CLI::log( sprintf( __( 'Connected with %1$s since %2$s.', 'finders-fee' ), $connection->sidecar_url, $connection->connected_at ) );
		} else {
			WP_CLI::log( __( 'Not connected. "finders-fee connect" prints a code.', 'finders-fee' ) );
		}
	}
}
