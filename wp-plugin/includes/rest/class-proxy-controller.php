<?php
/**
 * Forwards an allow-list of routes to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use FindersFee\Connection;
use FindersFee\Sidecar_Client;
use FindersFee\State;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * Three steps per request: may this be forwarded, ask the sidecar, give its answer back unchanged.
 */
final class Proxy_Controller {

	const ID = '[A-Za-z0-9_-]+';

	/** Route pattern => methods, for who manages WooCommerce. */
	const OWNER_ROUTES = array(
		'settings'                                         => 'GET, PUT',
		'overview'                                         => 'GET',
		'programs'                                         => 'GET, POST',
		'programs/' . self::ID                             => 'GET, PUT, DELETE',
		'programs/' . self::ID . '/consequences'           => 'GET',
		'affiliates'                                       => 'GET, POST',
		'affiliates/' . self::ID                           => 'GET, PUT, DELETE',
		'affiliates/' . self::ID . '/consequences'         => 'GET',
		'affiliates/' . self::ID . '/notes'                => 'GET, POST',
		'affiliates/' . self::ID . '/notes/' . self::ID    => 'DELETE',
		'affiliates/' . self::ID . '/write-offs'           => 'POST',
		'coupons'                                          => 'GET, POST',
		'coupons/' . self::ID                              => 'GET, PUT, DELETE',
		'coupons/' . self::ID . '/owners'                  => 'GET',
		'coupons/' . self::ID . '/past-orders'             => 'GET',
		'products'                                         => 'GET',
		'product-categories'                               => 'GET',
		'commissions'                                      => 'GET',
		'commissions/bulk'                                 => 'POST',
		'commissions/' . self::ID                          => 'GET',
		'commissions/' . self::ID . '/explanation'         => 'GET',
		'commissions/' . self::ID . '/approve'             => 'POST',
		'commissions/' . self::ID . '/reject'              => 'POST',
		'commissions/' . self::ID . '/hold'                => 'POST',
		'commissions/' . self::ID . '/release'             => 'POST',
		'redemptions'                                      => 'GET',
		'orders/' . self::ID . '/attribution'              => 'GET',
		'ledger'                                           => 'GET',
		'balances'                                         => 'GET',
		'payouts'                                          => 'GET, POST',
		'payouts/' . self::ID                              => 'GET',
		'payouts/' . self::ID . '/pay'                     => 'POST',
		'payouts/' . self::ID . '/cancel'                  => 'POST',
		'recalculations'                                   => 'POST',
		'offline-sales'                                    => 'GET, POST',
		'offline-sales/import'                             => 'POST',
		'offline-sales/batches'                            => 'GET',
		'offline-sales/batches/' . self::ID . '/undo'      => 'POST',
		'offline-sales/' . self::ID . '/undo'              => 'POST',
		'customers'                                        => 'GET',
		'customers/' . self::ID                            => 'GET, PUT',
		'customers/' . self::ID . '/referral-code-changes' => 'GET',
		'reports/referral-codes'                           => 'GET',
		'reports/summary'                                  => 'GET',
		'health'                                           => 'GET',
		'sync'                                             => 'POST',
	);

	/** Route pattern => methods, for whoever is logged in. */
	const CUSTOMER_ROUTES = array(
		'me'                                          => 'GET',
		'me/coupons'                                  => 'GET',
		'me/commissions'                              => 'GET',
		'me/commissions/' . self::ID . '/explanation' => 'GET',
		'me/sales'                                    => 'GET',
		'me/summary'                                  => 'GET',
	);

	/** These answer when the work is done, at the latest after 25 seconds; a whole list as CSV takes its time too. */
	const LONG_ROUTES  = '#^/(sync|recalculations|commissions/bulk|payouts(/[^/]+/(pay|cancel))?|offline-sales/(import|batches/[^/]+/undo))$#';
	const LONG_SECONDS = 28.0;

	/** WordPress's and WooCommerce's own parameters, none of the sidecar's business. */
	const LOCAL_PARAMETERS = '/^(_locale|_wpnonce|_method|_envelope|_fields|_embed|_jsonp|rest_route|oauth_.*|consumer_.*)$/';

	const FORWARDED_HEADERS = array( 'Content-Type', 'Idempotency-Key' );
	const RETURNED_HEADERS  = array( 'X-WP-Total', 'X-WP-TotalPages', 'Content-Type', 'Content-Disposition', 'Retry-After' );

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	public function register_routes(): void {
		foreach ( self::OWNER_ROUTES as $pattern => $methods ) {
			$this->register( $pattern, $methods, 'owner' );
		}
		foreach ( self::CUSTOMER_ROUTES as $pattern => $methods ) {
			$this->register( $pattern, $methods, 'customer' );
		}
	}

	/**
	 * For rest_pre_serve_request: prints the sidecar's bytes, since decoding and encoding again would change them.
	 *
	 * @param mixed                                $served  Whether somebody printed already.
	 * @param mixed                                $result  Answer.
	 * @param WP_REST_Request<array<string,mixed>> $request Request.
	 * @return mixed
	 */
	public function print_unchanged( $served, $result, WP_REST_Request $request ) {
		if ( $served || ! $result instanceof Forwarded_Response ) {
			return $served;
		}
		if ( 'HEAD' !== $request->get_method() ) {
			echo $result->body; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON or CSV, with its content type.
		}
		return true;
	}

	private function register( string $pattern, string $methods, string $audience ): void {
		register_rest_route(
			Access::ROUTES_NAMESPACE,
			'/' . $pattern,
			array(
				'methods'             => $methods,
				'permission_callback' => array( Access::class, $audience ),
				'callback'            => function ( WP_REST_Request $request ) use ( $audience ) {
					return $this->forward( $request, 'owner' === $audience ? 'owner' : 'affiliate' );
				},
			)
		);
	}

	/**
	 * Forwards one request.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Allowed request.
	 * @param string                               $role    Role in the token.
	 * @return WP_REST_Response|WP_Error
	 */
	private function forward( WP_REST_Request $request, string $role ) {
		$connection = $this->state->connection();
		if ( ! $connection ) {
			return new WP_Error( 'not_connected', __( 'This store is not connected to a Finder\'s Fee sidecar yet. Connect it under Marketing › Finder\'s Fee.', 'finders-fee' ), array( 'status' => 409 ) );
		}
		$answer = $this->ask( $connection, $request, $role );
		return is_wp_error( $answer ) ? $answer : Forwarded_Response::from( $answer, self::RETURNED_HEADERS );
	}

	/**
	 * The same request to the sidecar.
	 *
	 * @param Connection                           $connection To whom.
	 * @param WP_REST_Request<array<string,mixed>> $request    Allowed request.
	 * @param string                               $role       Role in the token.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	private function ask( Connection $connection, WP_REST_Request $request, string $role ) {
		$route   = substr( $request->get_route(), strlen( '/' . Access::ROUTES_NAMESPACE ) );
		$method  = 'HEAD' === $request->get_method() ? 'GET' : $request->get_method();
		$options = array(
			'role'    => $role,
			'body'    => 'GET' === $method ? '' : (string) $request->get_body(),
			'headers' => array(),
		);
		foreach ( self::FORWARDED_HEADERS as $name ) {
			if ( null !== $request->get_header( $name ) && 'GET' !== $method ) {
				$options['headers'][ $name ] = (string) $request->get_header( $name );
			}
		}
		$is_long = 'GET' !== $method && preg_match( self::LONG_ROUTES, untrailingslashit( $route ) );
		if ( $is_long || 'csv' === $request->get_param( 'format' ) ) {
			$options['seconds'] = self::LONG_SECONDS;
		}
		return ( new Sidecar_Client() )->request( $connection, $method, '/v1' . untrailingslashit( $route ) . self::query( $request ), $options );
	}

	/**
	 * The query to forward, with its question mark; '' when nothing is left of it.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Request.
	 */
	private static function query( WP_REST_Request $request ): string {
		$parameters = array();
		foreach ( $request->get_query_params() as $name => $value ) {
			if ( ! preg_match( self::LOCAL_PARAMETERS, (string) $name ) ) {
				$parameters[ $name ] = $value;
			}
		}
		$query = http_build_query( $parameters, '', '&', PHP_QUERY_RFC3986 );
		return '' === $query ? '' : "?$query";
	}
}
