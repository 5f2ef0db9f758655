<?php
/**
 * Affiliates' referral links: what a visitor's browser keeps of one, and what an order keeps of that.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Hooked in only while the store is connected and links are on. The patterns and names are those of shared/src/link.ts.
 */
final class Referral_Link {

	/** The visitor's cookie, and WooCommerce's name for the address that makes it durable. */
	const COOKIE   = 'finders_fee_click';
	const META_KEY = '_finders_fee_click';

	const CODE_PATTERN  = '/^[abcdefghjkmnpqrstuvwxyz23456789]{8}$/D';
	const CLICK_PATTERN = '/^([abcdefghjkmnpqrstuvwxyz23456789]{8})\.(\d{10})$/D';

	/** What visitors consent to, or not, as WooCommerce's own order attribution has it. */
	const CONSENT = 'marketing';

	/**
	 * How long a followed link counts.
	 *
	 * @var int
	 */
	private $days;

	public function __construct( int $days ) {
		$this->days = $days;
	}

	/**
	 * For wp_head: the script that notices a link, the same for every visitor, so that a page cache may keep the page.
	 */
	public function print_script(): void {
		$script = Assets::source( 'link.js' );
		if ( '' === $script || ! self::is_tracking_allowed() ) {
			return;
		}
		$attributes = array(
			'data-days' => (string) $this->days,
			'data-url'  => \WC_AJAX::get_endpoint( self::COOKIE ),
		);
		if ( function_exists( 'wp_has_consent' ) ) {
			$attributes['data-consent'] = self::CONSENT;
		}
		wp_print_inline_script_tag( $script, $attributes );
	}

	/**
	 * For wc_ajax_…: answers with the cookie that the script has written already, by the server's clock. No nonce: a cached
	 * page has none, and all that can be had here is what following the link brings. Only the shop's own pages may ask,
	 * lest another site sets the cookie without anybody coming to the shop.
	 */
	public function keep(): void {
		nocache_headers();
		header( 'Cache-Control: no-store' );
		$code = $_POST['code'] ?? ''; // phpcs:ignore WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- see above; matched as a whole below.
		if ( ! is_string( $code ) || ! preg_match( self::CODE_PATTERN, $code ) ) {
			self::refuse( 400, 'invalid_link_code', __( 'That is not the code of a referral link: eight small letters and digits, sent as "code".', 'finders-fee' ) );
		}
		if ( ! self::is_asked_by_the_shop() ) {
			self::refuse( 403, 'forbidden', __( 'Only a page of this shop can ask for this.', 'finders-fee' ) );
		}
		$cookie = array(
			'expires'  => time() + $this->days * DAY_IN_SECONDS,
			'path'     => '/',
			'secure'   => is_ssl(),
			'samesite' => 'Lax',
		);
		setcookie( self::COOKIE, $code . '.' . time(), $cookie );
		status_header( 204 );
		header_remove( 'Content-Type' );
		die;
	}

	/**
	 * For woocommerce_checkout_create_order (classic checkout) and woocommerce_store_api_checkout_update_order_from_request
	 * (blocks): both save the order afterwards. An order that is there already and only paid now keeps what it was placed with.
	 *
	 * @param mixed $order Order at the checkout.
	 */
	public function copy_to_order( $order ): void {
		$click = $_COOKIE[ self::COOKIE ] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- matched as a whole.
		if ( ! $order instanceof WC_Order || ! is_string( $click ) || ! preg_match( self::CLICK_PATTERN, $click ) ) {
			return;
		}
		if ( 0 === $order->get_id() || $order->has_status( 'checkout-draft' ) ) {
			$order->update_meta_data( self::META_KEY, $click );
		}
	}

	/**
	 * For admin_init: a paragraph for the shop's privacy policy.
	 */
	public function suggest_privacy_policy(): void {
		$sentences = sprintf(
			/* translators: 1: name of a cookie, 2: number of days. */
			_n(
				'When you come to our shop by a link of somebody who recommends us, a cookie named %1$s keeps the code of that link and the time you followed it, for %2$d day. If you buy something, both are stored with your order, so that we can pay a commission to whoever recommended us. They say nothing about you, and nobody else reads them.',
				'When you come to our shop by a link of somebody who recommends us, a cookie named %1$s keeps the code of that link and the time you followed it, for %2$d days. If you buy something, both are stored with your order, so that we can pay a commission to whoever recommended us. They say nothing about you, and nobody else reads them.',
				$this->days,
				'finders-fee'
			),
			'<code>' . self::COOKIE . '</code>',
			$this->days
		);
		wp_add_privacy_policy_content( 'Finder’s Fee', '<p>' . $sentences . '</p>' );
	}

	/**
	 * Whether the shop lets orders be attributed at all. With the consent API WooCommerce answers for the visitor of this
	 * request; what a cache keeps must be true for all, so this asks for one who consents, and the script asks each.
	 */
	private static function is_tracking_allowed(): bool {
		add_filter( 'wp_has_consent', '__return_true', PHP_INT_MAX );
		$is_allowed = wc_string_to_bool( apply_filters( 'wc_order_attribution_allow_tracking', true ) );
		remove_filter( 'wp_has_consent', '__return_true', PHP_INT_MAX );
		return $is_allowed;
	}

	/**
	 * Browsers name the asking site with every POST; who names none is no browser.
	 */
	private static function is_asked_by_the_shop(): bool {
		$origin = get_http_origin();
		$called = 'http://' . sanitize_text_field( wp_unslash( $_SERVER['HTTP_HOST'] ?? '' ) );
		$asking = (string) wp_parse_url( $origin, PHP_URL_HOST );
		$own    = array( (string) wp_parse_url( $called, PHP_URL_HOST ), (string) wp_parse_url( home_url(), PHP_URL_HOST ) );
		return '' === $origin || ( '' !== $asking && in_array( $asking, $own, true ) );
	}

	/**
	 * Answers with an error, and ends.
	 *
	 * @param int    $status  HTTP status.
	 * @param string $code    Error code.
	 * @param string $message For people.
	 * @return never
	 */
	private static function refuse( int $status, string $code, string $message ) {
		wp_send_json( compact( 'code', 'message' ), $status );
	}
}
