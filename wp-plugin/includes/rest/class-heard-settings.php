<?php
/**
 * What the plugin remembers of the settings that pass through it.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use FindersFee\State;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Whether coupons earn commission decides which tabs the page prints, and for how long a link counts what pages of the shop
 * print; hearing both here saves asking for them on every page.
 */
final class Heard_Settings {

	const ROUTE = '/' . Access::ROUTES_NAMESPACE . '/settings';

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
	 * For rest_request_after_callbacks: looks at the sidecar's answer and gives it on as it is.
	 *
	 * @param mixed                                $response Answer.
	 * @param mixed                                $handler  Who made it.
	 * @param WP_REST_Request<array<string,mixed>> $request  Request.
	 * @return mixed
	 */
	public function remember( $response, $handler, WP_REST_Request $request ) {
		if ( $response instanceof Forwarded_Response && 200 === $response->get_status() && self::ROUTE === untrailingslashit( $request->get_route() ) ) {
			$settings = (array) $response->get_data();
			$earning  = $settings['coupon_commissions_enabled'] ?? null;
			$days     = $settings['link_days'] ?? null;
			if ( is_bool( $earning ) ) {
				$this->state->save_coupon_commissions( $earning );
			}
			if ( is_int( $days ) ) {
				$this->state->save_link_days( $days );
			}
		}
		return $response;
	}
}
