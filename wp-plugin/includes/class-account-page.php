<?php
/**
 * The affiliate's page: shortcode [finders_fee_account] and a tab in My Account.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Both print the same shell, which holds addresses and nothing of the visitor, so that a page cache may keep it.
 */
final class Account_Page {

	const ENDPOINT  = 'finders-fee';
	const SHORTCODE = 'finders_fee_account';

	/**
	 * For woocommerce_get_query_vars: gives the tab an address.
	 *
	 * @param array<string,string> $variables Addresses in My Account.
	 * @return array<string,string>
	 */
	public function add_address( $variables ): array {
		return array_merge( $variables, array( self::ENDPOINT => self::ENDPOINT ) );
	}

	/**
	 * For woocommerce_account_menu_items: before "Log out".
	 *
	 * @param array<string,string> $items Tabs.
	 * @return array<string,string>
	 */
	public function add_tab( $items ): array {
		$place = array_search( 'customer-logout', array_keys( $items ), true );
		$place = false === $place ? count( $items ) : (int) $place;
		return array_slice( $items, 0, $place ) + array( self::ENDPOINT => $this->title() ) + array_slice( $items, $place );
	}

	public function title(): string {
		return __( 'Affiliate', 'finders-fee' );
	}

	/**
	 * For wp_enqueue_scripts: where the page is known beforehand, its style is in the head.
	 */
	public function enqueue_where_shown(): void {
		if ( $this->is_shown() ) {
			Assets::enqueue( 'account' );
		}
	}

	/**
	 * For wp_head, before any style: an inline script waits for the styles above it, and the figures would wait with it.
	 */
	public function print_early_script_where_shown(): void {
		if ( $this->is_shown() ) {
			echo self::early_script(); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is made.
		}
	}

	public function print_shell(): void {
		echo $this->shell(); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is made.
	}

	/**
	 * The shell, also as the shortcode's content.
	 */
	public function shell(): string {
		Assets::enqueue( 'account' );
		return sprintf(
			'<div class="finders-fee-account" data-rest-url="%1$s" data-nonce-url="%2$s" data-start-url="%3$s" data-login-url="%4$s"><p>%5$s</p><noscript><p>%6$s</p></noscript></div>%7$s',
			esc_url( self::addresses()['data-rest-url'] ),
			esc_url( self::addresses()['data-nonce-url'] ),
			esc_url( self::addresses()['data-start-url'] ),
			esc_url( wc_get_page_permalink( 'myaccount' ) ),
			esc_html__( 'Your sales and commissions appear here in a moment.', 'finders-fee' ),
			esc_html__( 'This page needs JavaScript, which is switched off in your browser. Your sales are safe.', 'finders-fee' ),
			$this->is_shown() ? '' : self::early_script()
		);
	}

	/**
	 * Starts the requests at once; '' when it has not been built. A block theme makes the content before the head, so the
	 * shell cannot ask whether the head has it: where the page is known beforehand, it does.
	 */
	private static function early_script(): string {
		$early = Assets::source( 'account-early.js' );
		return '' === $early ? '' : wp_get_inline_script_tag( $early, self::addresses() );
	}

	/**
	 * Where the page asks, as the script finds it.
	 *
	 * @return array{data-rest-url:string,data-nonce-url:string,data-start-url:string}
	 */
	private static function addresses(): array {
		return array(
			'data-rest-url'  => rest_url( Rest\Access::ROUTES_NAMESPACE . '/' ),
			'data-nonce-url' => admin_url( 'admin-ajax.php?action=rest-nonce' ),
			'data-start-url' => Account_Answer::address(),
		);
	}

	private function is_shown(): bool {
		global $wp;
		$post = is_singular() ? get_post() : null;
		return isset( $wp->query_vars[ self::ENDPOINT ] ) || ( $post instanceof WP_Post && has_shortcode( $post->post_content, self::SHORTCODE ) );
	}
}
