<?php
/**
 * Who may call what.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

defined( 'ABSPATH' ) || exit;

/**
 * The two kinds of callers. WordPress has checked cookie and nonce, WooCommerce its API key and the key's read or write permission.
 */
final class Access {

	const ROUTES_NAMESPACE = 'wc-finders-fee/v1';

	/**
	 * The owner's side: who manages WooCommerce, and the sidecar's service user. Refused with 401 or 403 by WordPress.
	 */
	public static function owner(): bool {
		return current_user_can( 'manage_woocommerce' );
	}

	/**
	 * The affiliate's side: whoever is logged in; the sidecar decides whose affiliate that is.
	 */
	public static function customer(): bool {
		return is_user_logged_in();
	}

	/**
	 * For rest_pre_serve_request: nothing of ours is ever stored by a cache, refusals and `_envelope` included. So late, since
	 * WordPress puts the answer's own headers into the envelope, and its longer list in the place of this word.
	 *
	 * @param mixed                                 $served  Whether somebody printed already.
	 * @param mixed                                 $result  Answer.
	 * @param \WP_REST_Request<array<string,mixed>> $request Request.
	 * @param \WP_REST_Server                       $server  Server.
	 * @return mixed
	 */
	public static function forbid_caching( $served, $result, $request, $server ) {
		if ( 0 === strpos( $request->get_route(), '/' . self::ROUTES_NAMESPACE ) ) {
			$server->send_header( 'Cache-Control', 'no-store' );
		}
		return $served;
	}
}
