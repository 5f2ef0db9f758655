<?php
/**
 * The plugins screen, and the way from there to our page.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Where the plugin is activated, opened and deleted.
 */
final class Plugins_Screen {

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * Leads to the page once, after this plugin alone was activated.
	 */
	public function open_once(): void {
		$until = $this->state->opened_until();
		if ( 0 === $until || wp_doing_ajax() || is_network_admin() || ! current_user_can( 'manage_woocommerce' ) ) {
			return;
		}
		$this->state->write( array( 'opened_until' => 0 ) );
		if ( time() <= $until ) {
			wp_safe_redirect( Admin_Page::url() );
			exit;
		}
	}

	/**
	 * Adds "Open" on the plugins screen.
	 *
	 * @param string[] $links Links so far.
	 * @return string[]
	 */
	public function add_link( $links ): array {
		$open = sprintf( '<a href="%s">%s</a>', esc_url( Admin_Page::url() ), esc_html__( 'Open', 'finders-fee' ) );
		return array_merge( array( 'open' => $open ), $links );
	}

	/**
	 * Says on the plugins screen what deleting the plugin means.
	 *
	 * @param string[] $details Details so far.
	 * @param string   $file    Plugin of the row.
	 * @return string[]
	 */
	public function add_detail( $details, $file ): array {
		if ( plugin_basename( FINDERS_FEE_FILE ) === $file ) {
			$details[] = esc_html__( 'Deleting it removes all it made in this store. The books stay in the sidecar’s database.', 'finders-fee' );
		}
		return $details;
	}
}
