<?php
/**
 * The first answer of the affiliate's page.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * A nonce and the visitor's own figures in one request, because starting WordPress twice would take longer than both.
 * WooCommerce's own address for such things, outside of wp-admin: it wants the login cookie, and no other site may read its answers.
 */
final class Account_Answer {

	const ACTION = 'finders_fee_account';

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	public static function address(): string {
		return \WC_AJAX::get_endpoint( self::ACTION );
	}

	/**
	 * For wc_ajax_…: prints `{"nonce": "", "status": 401, "me": null}` for somebody who is not logged in, else what
	 * `wc-finders-fee/v1/me` answers, with its status.
	 */
	public function send(): void {
		nocache_headers();
		header( 'Cache-Control: no-store' );
		header( 'Content-Type: application/json; charset=UTF-8' );
		$nonce = is_user_logged_in() ? wp_create_nonce( 'wp_rest' ) : '';
		$me    = '' === $nonce ? array( 401, 'null' ) : $this->ask();
		printf( '{"nonce":%s,"status":%d,"me":%s}', wp_json_encode( $nonce ), (int) $me[0], $me[1] ); // phpcs:ignore WordPress.Security.EscapeOutput -- JSON.
		die;
	}

	/**
	 * Status and JSON.
	 *
	 * @return array{int,string}
	 */
	private function ask(): array {
		$connection = $this->state->connection();
		if ( ! $connection ) {
			return array( 409, '{"code":"not_connected"}' );
		}
		$answer = ( new Sidecar_Client() )->request( $connection, 'GET', '/v1/me', array( 'role' => 'affiliate' ) );
		return is_wp_error( $answer ) ? array( 503, '{"code":"sidecar_unreachable"}' ) : array( $answer['status'], $answer['body'] );
	}
}
